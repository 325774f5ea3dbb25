/**
 * A registry that a service embeds to offer its own pools, limits and caches as knobs. JDK only: nothing but
 * {@code java.base} and {@code java.management} may be used here, and no module of Flyball depends on it.
 */
package io.flyball.app;
