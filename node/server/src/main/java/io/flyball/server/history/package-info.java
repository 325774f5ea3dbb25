/**
 * The measured past: samples of nodes and the decisions of planners, kept in RocksDB on several members.
 *
 * <p>{@link io.flyball.server.history.History} is what the rest of a member sees. Only {@code RocksSampleStore} knows
 * the library, and only the thread that owns it may touch it. No HTTP and no policy enters here.
 */
package io.flyball.server.history;
