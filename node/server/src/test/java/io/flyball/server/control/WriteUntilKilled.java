package io.flyball.server.control;

import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** A member in a process of its own that writes entries, sixteen at a time, and says which ones are acknowledged. */
final class WriteUntilKilled {
    private WriteUntilKilled() {}

    public static void main(String[] arguments) {
        Member member = Member.start(Path.of(arguments[0]));
        member.join(member).awaitUp(1);
        Semaphore underWay = new Semaphore(16);
        for (int number = 0; ; number++) {
            underWay.acquireUninterruptibly();
            String key = "policy/p" + number;
            member.store.write(Member.entry(key, 1, "v" + number)).thenAccept(written -> {
                System.out.println("acknowledged " + key);
                underWay.release();
            });
        }
    }
}
