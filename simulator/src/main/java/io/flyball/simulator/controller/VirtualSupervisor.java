package io.flyball.simulator.controller;

import io.flyball.protocol.message.LinkMessage.SetInstances;
import io.flyball.protocol.model.InstanceView;
import io.flyball.protocol.model.Token;
import io.flyball.simulator.plant.Fleet;
import java.util.List;

/** Orders counts as an agent does: never one of an older planner, never the same command twice. */
final class VirtualSupervisor {
    static final String NAME = "virtual";
    private static final int LIMIT = 100_000;

    private Token token = Token.NONE;
    private long revision;
    private List<InstanceView> told = List.of();

    /** True where the command was new. */
    boolean obey(SetInstances command, Fleet fleet) {
        boolean isOld =
                command.token().isOlderThan(token) || (command.token().equals(token) && command.revision() <= revision);
        if (isOld) {
            return false;
        }
        token = command.token();
        revision = command.revision();
        fleet.scale(command.count());
        return true;
    }

    /** True where these instances, or their states, are others than those that were told last. */
    boolean isNews(List<InstanceView> now) {
        boolean isNews = !now.equals(told);
        told = now;
        return isNews;
    }

    Token token() {
        return token;
    }

    long revision() {
        return revision;
    }

    int limit() {
        return LIMIT;
    }
}
