package io.flyball.planner.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.flyball.protocol.model.DecisionRecord.Outcome;
import org.junit.jupiter.api.Test;

/** The whole loop against a small plant: 20 ms per request, so 50 requests per second and thread. */
class ClosedLoopTest {
    @Test
    void wholeDay() {
        SimulatedService shop =
                new SimulatedService(2, true, 1).policy(Policies.demo()).introduceAll();
        shop.noise = 0.02;
        shop.offered = 600;
        shop.seconds(120);
        System.out.println("threads "
                + shop.nodes.values().stream().map(SimulatedNode::threads).toList());
        shop.offered = 1500;
        shop.seconds(60);
        System.out.println("target " + shop.target());
        shop.offered = 40;
        shop.seconds(120);
        System.out.println("target " + shop.target() + " committed "
                + shop.nodes.values().stream().map(SimulatedNode::committed).toList());
        shop.offered = 600;
        shop.seconds(10);
        System.out.println(shop.story());
        assertThat(shop.with(Outcome.KEPT)).isNotEmpty();
    }
}
