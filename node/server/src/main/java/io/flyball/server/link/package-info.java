/** The WebSocket on which agents are connected: bytes in, bytes out. What they mean is the session's matter. */
package io.flyball.server.link;
