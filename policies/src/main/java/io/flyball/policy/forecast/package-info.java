/**
 * What a service's load will be: season, ridge autoregression on seasonal lags, calibrated quantiles, and the proof on this
 * very series that it beats the seasonal naive forecast. Pure functions over plain values; whoever scales decides what to
 * do with a forecast.
 */
package io.flyball.policy.forecast;
