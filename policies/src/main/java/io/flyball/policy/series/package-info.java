/** Text of tables as people's files hold it, read cell by cell: numbers, times, quotes. Pure; opens no file. */
package io.flyball.policy.series;
