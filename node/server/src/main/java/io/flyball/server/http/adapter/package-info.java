/** The API's ports on top of sharding, replicated control state, history and the cluster. No decisions here. */
package io.flyball.server.http.adapter;
