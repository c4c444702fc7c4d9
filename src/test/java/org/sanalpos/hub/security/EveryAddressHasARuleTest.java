package org.sanalpos.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.audit.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A controller that comes to be without a rule for its address would be open to every key. */
@HubTest
class EveryAddressHasARuleTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping addresses;

    @Autowired
    ApiKeys keys;

    @Test
    void aKeyWithoutAScopeReadsTheCatalogueAndWhatIsPublicAndNothingElse() throws Exception {
        String key = keys.create("DEMO", EnumSet.noneOf(Scope.class), Actor.HUB).key();
        Set<String> open = new TreeSet<>();
        int asked = 0;
        for (RequestMappingInfo address : addresses.getHandlerMethods().keySet()) {
            for (String path : address.getPathPatternsCondition().getPatternValues()) {
                if (path.startsWith("/api/")) {
                    Set<RequestMethod> methods = address.getMethodsCondition().getMethods();
                    assertThat(methods).as(path).isNotEmpty();
                    for (RequestMethod method : methods) {
                        asked++;
                        int status = status(method.name(), path.replaceAll("\\{[^}]*}", "X"), key);
                        if (status != 403) {
                            open.add(method + " " + path);
                        }
                    }
                }
            }
        }

        assertThat(asked).isGreaterThan(25);
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "GET /api/v1/banks", "GET /api/v1/keys", "GET /api/v1/openapi.yaml", "GET /api/v1/schema.xsd");
    }

    private int status(String method, String path, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
