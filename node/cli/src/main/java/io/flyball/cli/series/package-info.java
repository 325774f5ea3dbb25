/** Series of numbers from files, and how they are drawn in a terminal. */
package io.flyball.cli.series;
