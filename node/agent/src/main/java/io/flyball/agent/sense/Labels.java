package io.flyball.agent.sense;

import java.util.HashMap;
import java.util.Map;

/** Labels of one line of a Prometheus page: {@code name{uri="/a",status="200"} 3}. */
final class Labels {
    private Labels() {}

    /** Where the value begins behind the labels; -1 when there are none or they do not end. */
    static int end(String line) {
        int open = line.indexOf('{');
        if (open < 0) {
            return -1;
        }
        boolean quoted = false;
        for (int i = open; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i + 1;
            }
        }
        return -1;
    }

    static Map<String, String> of(String line) {
        Map<String, String> labels = new HashMap<>();
        int end = end(line);
        int at = line.indexOf('{') + 1;
        while (end > 0 && at < end - 1) {
            int equals = line.indexOf("=\"", at);
            if (equals < 0 || equals >= end) {
                return labels;
            }
            String key = line.substring(at, equals).replace(",", "").trim();
            var value = new StringBuilder();
            int i = equals + 2;
            while (i < end && line.charAt(i) != '"') {
                if (line.charAt(i) == '\\') {
                    i++;
                }
                value.append(line.charAt(i));
                i++;
            }
            labels.put(key, value.toString());
            at = i + 1;
        }
        return labels;
    }
}
