package io.flyball.planner.service;

import io.flyball.policy.optimizer.ServiceWindow;

/** One optimizer is to be asked about this. */
record OptimizerQuestion(String optimizer, ServiceWindow window) {}
