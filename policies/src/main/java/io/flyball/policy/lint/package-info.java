/** Finds policies that are well formed and cannot work: every rule has a name, a reason and a way to mend it. Pure. */
package io.flyball.policy.lint;
