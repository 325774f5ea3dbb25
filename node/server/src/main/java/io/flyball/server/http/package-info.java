/**
 * The HTTP API of a member: {@link io.flyball.server.http.HttpApi} serves what the {@code endpoint} package answers,
 * behind one gate. Pekko HTTP lives here and in the link's route; decisions about the domain do not.
 */
package io.flyball.server.http;
