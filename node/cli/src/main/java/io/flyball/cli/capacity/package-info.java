/** {@code flyball plan capacity}: reads histories, asks the simulator's planning, prints. Numbers are made elsewhere. */
package io.flyball.cli.capacity;
