/**
 * Durable control state: registers of Pekko Distributed Data, kept in RocksDB on every member, behind the ports of the
 * planner. The files that know RocksDB are {@code RocksControlTable} and nothing else here.
 */
package io.flyball.server.control;
