/** What the API answers: parse, ask a port, render. Each class lists its endpoints; every failure is a problem. */
package io.flyball.server.http.endpoint;
