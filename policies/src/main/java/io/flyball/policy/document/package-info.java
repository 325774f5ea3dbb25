/** The policy document: its records, defaults, and the reader that reports every mistake at once. Pure. */
package io.flyball.policy.document;
