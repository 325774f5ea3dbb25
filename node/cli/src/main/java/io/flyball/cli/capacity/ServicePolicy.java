package io.flyball.cli.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.flyball.cli.ApiClient;
import io.flyball.cli.PolicyFile;
import io.flyball.policy.document.Policy;
import io.flyball.policy.document.PolicyReader;
import java.util.Optional;

/**
 * The stored policy of a service.
 *
 * @param source e.g. {@code policy shop, revision 7}
 */
record ServicePolicy(Policy policy, String source) {
    static Optional<ServicePolicy> of(ApiClient client, String service) {
        for (JsonNode stored : client.get("/v1/policies").body().path("policies")) {
            String name = stored.path("name").asText();
            Optional<Policy> policy = PolicyReader.read(PolicyFile.tree(
                            "the stored policy " + name, stored.path("text").asText()))
                    .policy();
            if (policy.isPresent() && policy.get().service().value().equals(service)) {
                return Optional.of(new ServicePolicy(
                        policy.get(),
                        "policy " + name + ", revision "
                                + stored.path("revision").asLong()));
            }
        }
        return Optional.empty();
    }
}
