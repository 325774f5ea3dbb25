package io.flyball.agent.testing;

/** {@code Spinner N}: a neighbour that keeps {@code N} threads busy until it is killed. */
public final class Spinner {
    private Spinner() {}

    public static void main(String[] arguments) {
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
            new Thread(Spinner::spin).start();
        }
        System.out.println("ready");
    }

    private static void spin() {
        long turns = 0;
        while (turns >= 0) {
            turns++;
        }
    }
}
