/**
 * Where a series changed its level: the product's own finder of level shifts, the divisive methods of other systems
 * (Apache Otava's, MongoDB's), outliers, and a running sum for minutes. Pure functions of plain numbers; nothing here
 * decides what a change means.
 */
package io.flyball.policy.analyze.change;
