/** Values that every module speaks: plain, immutable, JDK only. No Pekko, no codec, no clock. */
package io.flyball.protocol.model;
