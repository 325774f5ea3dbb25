/**
 * Virtual nodes on real links to real members: they report and obey as agents do, but have no JVM. No server code: the
 * members are known by their link and HTTP API only.
 */
package io.flyball.simulator.fleet;
