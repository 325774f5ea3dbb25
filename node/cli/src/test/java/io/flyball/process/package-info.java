/** The product as real processes: members, agents and managed JVMs that are killed, stopped and lied to. */
package io.flyball.process;
