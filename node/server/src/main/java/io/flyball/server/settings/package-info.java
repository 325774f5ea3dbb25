/** What an operator can set: read from the command line, a file and defaults; all mistakes are told at once. */
package io.flyball.server.settings;
