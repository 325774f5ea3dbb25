package io.flyball.cli;

import static io.flyball.cli.Called.flyball;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientVerbsTest {
    private static final String STORED = """
            {"name": "shop", "revision": 7, "warnings": ["threads.max = 64: more than the pool of connections"]}
            """;

    @TempDir
    Path directory;

    private String policy;

    @BeforeEach
    void writePolicy() throws IOException {
        policy = file("shop.yaml", "kind: Policy\nmetadata: {name: shop}\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    // --- apply

    @Test
    void applyStoresThePolicyUnderItsOwnName() throws IOException {
        try (CannedMember member = CannedMember.json(STORED)) {
            Called called = flyball("apply", "-f", policy, "--server", member.url(), "--token", "secret");
            assertThat(called.exit()).isEqualTo(ExitCodes.OK);
            assertThat(called.err()).isEmpty();
            assertThat(called.out().lines())
                    .containsExactly(
                            "policy shop stored as revision 7",
                            "  warning: threads.max = 64: more than the pool of connections");
            assertThat(member.asked)
                    .containsExactly(new CannedMember.Asked(
                            "PUT /v1/policies/shop",
                            "application/yaml",
                            null,
                            "Bearer secret",
                            Files.readString(Path.of(policy))));
        }
    }

    @Test
    void applySaysWhatADryRunIsAndWhichRevisionItExpects() throws IOException {
        String json = file("shop.json", "{\"metadata\": {\"name\": \"a b\"}}");
        try (CannedMember member = CannedMember.json("{}")) {
            Called called = flyball(
                    "apply",
                    "-f",
                    json,
                    "--dry-run",
                    "--if-revision",
                    "6",
                    "--reason",
                    "a & b",
                    "--server",
                    member.url());
            assertThat(called.out()).isEqualToIgnoringNewLines("policy a b is valid (dry run: nothing stored)");
            CannedMember.Asked asked = member.asked.get(0);
            assertThat(asked.head()).isEqualTo("PUT /v1/policies/a%20b?dryRun=true&reason=a%20%26%20b");
            assertThat(asked.ifMatch()).isEqualTo("\"6\"");
            assertThat(asked.contentType()).isEqualTo("application/json");
        }
    }

    @Test
    void applyTellsEveryMistakeAndEndsWithUsage() throws IOException {
        String problem = """
                {"title": "policy is wrong", "status": 422, "detail": "2 mistakes", "errors": [
                  {"path": "spec.threads.min", "value": "0", "rule": "must be at least 1"},
                  {"pointer": "/spec/sclaing", "value": "", "rule": "unknown; did you mean scaling?"}]}
                """;
        try (CannedMember member = CannedMember.problem(422, problem)) {
            Called called = flyball("apply", "-f", policy, "--server", member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
            assertThat(called.out()).isEmpty();
            assertThat(called.err().lines())
                    .containsExactly(
                            "Error: policy is wrong: 2 mistakes",
                            "  spec.threads.min = 0: must be at least 1",
                            "  /spec/sclaing: unknown; did you mean scaling?");
        }
    }

    @ParameterizedTest
    @CsvSource({"409,4", "412,4", "428,4", "400,2", "413,2", "422,2", "503,3", "504,3", "404,1", "403,1", "500,1"})
    void everyRefusalHasItsExitStatusAndItsWords(int status, int exit) throws IOException {
        String problem = "{\"title\": \"no\", \"status\": " + status + ", \"detail\": \"revision is 8, not 7\"}";
        try (CannedMember member = CannedMember.problem(status, problem)) {
            Called called = flyball("apply", "-f", policy, "--if-revision", "7", "--server", member.url());
            assertThat(called.exit()).isEqualTo(exit);
            assertThat(called.err()).isEqualToIgnoringNewLines("Error: no: revision is 8, not 7");
        }
    }

    @Test
    void aWrongTokenIsToldWithOrWithoutABodyInTheCall() throws IOException {
        String problem = "{\"title\": \"unauthorized\", \"status\": 401}";
        try (CannedMember member = CannedMember.problem(401, problem)) {
            Called apply = flyball("apply", "-f", policy, "--server", member.url());
            assertThat(apply.exit()).isEqualTo(ExitCodes.FAILED);
            assertThat(apply.err()).contains("--token");
            Called get = flyball("get", "services", "--server", member.url());
            assertThat(get.exit()).isEqualTo(ExitCodes.FAILED);
            assertThat(get.err()).isEqualToIgnoringNewLines("Error: unauthorized");
        }
    }

    @Test
    void anErrorThatIsNoProblemDocumentIsStillTold() throws IOException {
        try (CannedMember member = CannedMember.answering(502, "text/html", "<h1>Bad gateway</h1>")) {
            Called called = flyball("get", "services", "--server", member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
            assertThat(called.err()).isEqualToIgnoringNewLines("Error: HTTP 502 from /v1/services");
        }
    }

    @Test
    void applyNeverAsksAMemberAboutAFileThatHasNoName() throws IOException {
        try (CannedMember member = CannedMember.json("{}")) {
            for (String text : new String[] {"kind: Policy", "metadata: {name: ''}", "- a", "a: [", ""}) {
                Called called = flyball("apply", "-f", file("bad.yaml", text), "--server", member.url());
                assertThat(called.exit()).as(text).isEqualTo(ExitCodes.USAGE);
                assertThat(called.err()).as(text).startsWith("Error: ").contains("bad.yaml");
            }
            Called missing =
                    flyball("apply", "-f", directory.resolve("none.yaml").toString(), "--server", member.url());
            assertThat(missing.exit()).isEqualTo(ExitCodes.USAGE);
            assertThat(missing.err()).startsWith("Error: cannot read ");
            assertThat(member.asked).isEmpty();
        }
    }

    // --- members that do not answer

    @Test
    void aMemberThatRefusesTheConnectionIsUnreachable() throws IOException {
        Called called = flyball("get", "services", "--server", unused());
        assertThat(called.exit()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(called.err())
                .startsWith("Error: no member reachable:")
                .contains("flyball server")
                .doesNotContain("\tat ");
    }

    @Test
    void aMemberThatStaysSilentIsATimeout() throws IOException {
        try (CannedMember member = CannedMember.silent()) {
            Called called = flyball("get", "services", "--server", member.url(), "--timeout", "1");
            assertThat(called.exit()).isEqualTo(ExitCodes.TIMEOUT);
            assertThat(called.err())
                    .isEqualToIgnoringNewLines("Error: no answer within 1 s:  " + member.url() + ": no answer in time");
        }
    }

    /** It may have had its effect, so it must not read as if nobody had been asked. */
    @Test
    void aCallThatOneMemberTookAndNobodyAnsweredIsATimeout() throws IOException {
        try (CannedMember member = CannedMember.silent()) {
            Called called =
                    flyball("freeze", "--reason", "r", "--server", member.url() + "," + unused(), "--timeout", "1");
            assertThat(called.exit()).isEqualTo(ExitCodes.TIMEOUT);
            assertThat(called.err()).contains(member.url() + ": no answer in time");
        }
    }

    @Test
    void theNextMemberIsAskedWhenTheFirstIsGone() throws IOException {
        try (CannedMember member = CannedMember.json("{\"services\": []}")) {
            Called called = flyball("get", "services", "--server", unused() + ", " + member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.OK);
            assertThat(called.err()).isEqualToIgnoringNewLines("none");
        }
    }

    private static String unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    // --- the command line itself

    @Test
    void anUnknownOptionIsUsageAndNamesItself() {
        Called called = flyball("get", "services", "--sevrer", "x");
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).contains("'--sevrer'").contains("Try 'flyball get --help'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "host:7600", "http://", "", "http://a b"})
    void anAddressThatIsNoneIsUsage(String address) {
        Called called = flyball("get", "services", "--server", address);
        assertThat(called.exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(called.err()).startsWith("Error: --server = '").contains("must be a URL such as");
    }

    @Test
    void whatAVerbNeedsIsAskedForInWords() {
        assertThat(flyball("get", "knobs").err())
                .isEqualToIgnoringNewLines("Error: get knobs: --service SERVICE must be given");
        assertThat(flyball("freeze").exit()).isEqualTo(ExitCodes.USAGE);
        assertThat(flyball("freeze").err()).contains("--reason");
        assertThat(flyball("get", "everything").err())
                .containsIgnoringCase("services")
                .contains("'everything'");
    }

    // --- freeze

    @Test
    void freezeSaysWhatIsFrozenAndWhy() throws IOException {
        try (CannedMember member = CannedMember.json("{\"frozen\": true}")) {
            Called one = flyball("freeze", "shop/1", "--reason", "say \"no\"", "--server", member.url());
            Called all = flyball("freeze", "--reason", "audit", "--server", member.url());
            Called lift = flyball("unfreeze", "shop", "--reason", "done", "--server", member.url());
            assertThat(one.out()).isEqualToIgnoringNewLines("service shop/1 is frozen: say \"no\"");
            assertThat(all.out()).isEqualToIgnoringNewLines("everything is frozen: audit");
            assertThat(lift.out()).isEqualToIgnoringNewLines("the freeze of shop is lifted");
            assertThat(member.asked)
                    .extracting(CannedMember.Asked::head, CannedMember.Asked::body)
                    .containsExactly(
                            tuple("PUT /v1/services/shop%2F1/freeze", "{\"reason\":\"say \\\"no\\\"\"}"),
                            tuple("PUT /v1/freeze", "{\"reason\":\"audit\"}"),
                            tuple("DELETE /v1/services/shop/freeze", "{\"reason\":\"done\"}"));
        }
    }

    // --- forms of an answer

    @Test
    void anAnswerIsATableOrJsonOrYaml() throws IOException {
        String answer = """
                {"members": [{"address": "127.0.0.1:7700", "status": "Up", "reachable": true, "version": "0.1.0",
                  "self": true}]}
                """;
        try (CannedMember member = CannedMember.json(answer)) {
            Called table = flyball("get", "members", "--server", member.url());
            assertThat(table.out().lines().toList())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("MEMBER          STATUS");
            assertThat(table.out()).contains("this call").doesNotContain("\u001b");
            Called json = flyball("get", "members", "--server", member.url(), "-o", "json");
            assertThat(json.out()).contains("\"address\" : \"127.0.0.1:7700\"");
            Called yaml = flyball("get", "members", "--server", member.url(), "-o", "yaml");
            assertThat(yaml.out()).contains("- address: 127.0.0.1:7700");
        }
    }

    @Test
    void anEmptyOrUnknownAnswerPrintsNoStackTrace() throws IOException {
        for (String body : new String[] {"", "null", "[]", "{\"services\": null}", "{\"services\": [{}]}"}) {
            try (CannedMember member = CannedMember.json(body)) {
                for (String kind :
                        new String[] {"services", "instances", "decisions", "alerts", "policies", "freeze"}) {
                    Called called = flyball("get", kind, "--server", member.url());
                    assertThat(called.exit()).as("%s of %s", kind, body).isEqualTo(ExitCodes.OK);
                    assertThat(called.err()).doesNotContain("Exception");
                }
            }
        }
    }

    @Test
    void anAnswerThatBreaksOffIsToldInWords() throws IOException {
        try (CannedMember member = CannedMember.json("{\"services\": [")) {
            Called called = flyball("get", "services", "--server", member.url());
            assertThat(called.exit()).isEqualTo(ExitCodes.FAILED);
            assertThat(called.err()).startsWith("Error: " + member.url() + " answered what is no JSON: ");
            assertThat(member.asked).hasSize(1);
        }
    }
}
