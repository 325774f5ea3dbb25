/** Being a member: the data directory, the name, which members to join and when to form a cluster. */
package io.flyball.server.member;
