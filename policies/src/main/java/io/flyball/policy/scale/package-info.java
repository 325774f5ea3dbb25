/**
 * How many instances a service needs: proposals of rules, the largest wins, then guards. HPA v2 to the letter where it has
 * the same words (replicas, stabilization, rate limits, one pass); beyond it learned load, forecasts, prices, schedules, a
 * budget of starts and stops.
 * Pure functions over plain values; no clock, no policy text.
 */
package io.flyball.policy.scale;
