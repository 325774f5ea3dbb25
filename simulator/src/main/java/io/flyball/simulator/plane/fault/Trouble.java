package io.flyball.simulator.plane.fault;

/** How faults begin and end; when all of them are over, nothing that was to come comes any more. */
final class Trouble {
    private final Stage stage;
    private boolean over;

    Trouble(Stage stage) {
        this.stage = stage;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Some milliseconds later, by chance between the two. */
    void later(long from, long to, Runnable then) {
        stage.time().after(stage.chance().between(from, to), () -> {
            if (!over) {
                then.run();
            }
        });
    }

    void say(String what) {
        stage.log().note("-", what);
    }
}
