/** What a field of a document is: name, type, unit, range, default, meaning. Knows no field by name. Pure. */
package io.flyball.policy.document.field;
