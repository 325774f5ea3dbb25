/**
 * How much processor and memory one instance of a service needs: decaying histograms of use, a band around a target, and
 * which instances to change first. The numbers are those of the Kubernetes Vertical Pod Autoscaler. No I/O, no clock.
 */
package io.flyball.policy.vertical;
