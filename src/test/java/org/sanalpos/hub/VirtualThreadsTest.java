package org.sanalpos.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.thread.Threading;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** Requests run on virtual threads wherever the runtime has them. */
@HubTest
class VirtualThreadsTest {
    @Autowired
    WebServerApplicationContext context;

    @Test
    void areUsedFromJava21On() {
        boolean has = Runtime.version().feature() >= 21;

        assertThat(Threading.VIRTUAL.isActive(context.getEnvironment())).isEqualTo(has);
        String executor = ((TomcatWebServer) context.getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler()
                .getExecutor()
                .getClass()
                .getSimpleName();
        assertThat(executor.contains("Virtual")).isEqualTo(has);
    }
}
