package io.flyball.agent.act;

import io.flyball.protocol.model.ServiceName;

/**
 * What is on disk of one node.
 *
 * @param service whose planner the tokens belong to
 * @param jvm process the settings were written to, as {@code <pid>:<start>}
 */
record SavedState(ServiceName service, String jvm, NodeSettings settings) {}
