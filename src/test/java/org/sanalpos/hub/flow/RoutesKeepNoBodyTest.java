package org.sanalpos.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;

import org.apache.camel.CamelContext;
import org.apache.camel.component.bean.BeanComponent;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.HubTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What went through a route, a card with it, is not kept by the route. */
@HubTest
class RoutesKeepNoBodyTest {
    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @Test
    void whatIsKnownOfABodysClassIsNotKeptTogetherWithTheBody() {
        var answer =
                ContractClient.of("http://127.0.0.1:" + port, HubTest.DEMO_KEY).post("/payments", sale("teb"));

        assertThat(answer.status()).isEqualTo(201);
        BeanComponent beans = camel.getComponent("bean", BeanComponent.class);
        assertThat(beans.getCurrentBeanCacheSize()).isZero();
    }
}
