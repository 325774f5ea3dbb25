/** Sizes of caches: what was measured at several sizes, and the split of memory by equal marginal gain. */
package io.flyball.policy.tune.cache;
