package io.flyball.simulator.demo.run;

/** A command that a node really carried out, from its agent's journal. */
record Execution(String node, long term, long revision, String what) {}
