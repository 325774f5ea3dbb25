/**
 * How endpoints are told apart, called and answered: a table of endpoints instead of nested directives, so that a wrong
 * method is answered with the right ones, an unknown query parameter is refused everywhere, request meters know their
 * route, and the OpenAPI file can be compared with what is really served. Nothing here knows what an endpoint is about.
 */
package io.flyball.server.http.kit;
