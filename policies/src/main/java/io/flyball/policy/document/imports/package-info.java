/** Turns other systems' documents into the text of a policy. Pure: trees in, text out. */
package io.flyball.policy.document.imports;
