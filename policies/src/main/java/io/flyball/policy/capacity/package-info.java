/**
 * What a service can carry, learned from what it carried: capacity per instance by regression, the Universal Scalability
 * Law over counts. Immutable memory of bounded size; every answer is a number with its interval or a reason why not.
 */
package io.flyball.policy.capacity;
