package io.flyball.server.http.answer;

import java.util.List;

/** @param reasons why the member is not ready; empty when it is */
public record HealthAnswer(String status, List<String> reasons) {}
