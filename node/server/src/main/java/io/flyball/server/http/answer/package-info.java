/**
 * JSON of the API as records, apart from the model, so that renaming a field there breaks no client here. Their field
 * names are a promise; {@code openapi.yaml} describes them.
 */
package io.flyball.server.http.answer;
