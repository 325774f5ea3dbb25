/**
 * {@code flyball simulate ...}: each verb is a {@code Simulate...Command} that parses and prints, and a {@code ...Launch}
 * that is the only one to know the simulator.
 */
package io.flyball.cli.simulate;
