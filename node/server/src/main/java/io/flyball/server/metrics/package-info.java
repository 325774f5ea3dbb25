/** The member's measurements of itself, for Prometheus. The one home of Micrometer in the server. */
package io.flyball.server.metrics;
