/** Sealed actor protocols. The list of records is the documentation; behaviour must not enter. */
package io.flyball.protocol.message;
