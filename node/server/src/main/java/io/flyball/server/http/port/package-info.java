/** What the HTTP API asks of the rest of a member, in words of the domain; the adapters satisfy it. No HTTP, no JSON here. */
package io.flyball.server.http.port;
