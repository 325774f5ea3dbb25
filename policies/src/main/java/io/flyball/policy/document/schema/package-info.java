/** What people and tools are told about the fields of a policy: the JSON Schema and explanations. Pure. */
package io.flyball.policy.document.schema;
