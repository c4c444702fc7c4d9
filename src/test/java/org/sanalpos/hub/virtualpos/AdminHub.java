package org.sanalpos.hub.virtualpos;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sanalpos.hub.ContractClient;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.mapping.Bank;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.CredentialField;
import org.sanalpos.hub.mapping.ThreeDModel;
import org.sanalpos.hub.payment.OperationType;
import org.sanalpos.hub.payment.Secure;
import org.sanalpos.hub.security.Caller;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.core.context.SecurityContextHolder;

/** The administration of a hub with two made-up banks, over HTTP; where payments would be handled, it tells who asks. */
public final class AdminHub implements AutoCloseable {
    public static final String OPERATOR_KEY = "operator-key-of-the-tests";
    public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final ConfigurableApplicationContext context;

    private AdminHub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts one on a free port. */
    public static AdminHub start(TestDatabase.Running database, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(database.settings());
        settings.put("server.port", "0");
        settings.put("server.address", "127.0.0.1");
        settings.put("spring.main.banner-mode", "off");
        settings.put("sanalpos.master-key", MASTER_KEY);
        settings.put("sanalpos.operator-key", OPERATOR_KEY);
        settings.put("management.endpoints.web.exposure.include", "health,prometheus,env");
        // The parts that the readiness of a whole hub asks are not all here.
        settings.put("management.endpoint.health.validate-group-membership", "false");
        settings.put("logging.level.root", "warn");
        settings.put("management.endpoint.health.validate-group-membership", "false");
        settings.put("management.health.diskspace.path", ".");
        settings.putAll(more);
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new AdminHub(new SpringApplication(Application.class).run(arguments));
    }

    public String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    public ContractClient operator() {
        return ContractClient.of(address(), OPERATOR_KEY);
    }

    public ContractClient client(String key) {
        return ContractClient.of(address(), key);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(
            excludeName = {
                "org.apache.camel.spring.boot.CamelAutoConfiguration",
                "org.springframework.boot.artemis.autoconfigure.ArtemisAutoConfiguration"
            })
    @ComponentScan({
        "org.sanalpos.hub.audit",
        "org.sanalpos.hub.cardkeys",
        "org.sanalpos.hub.problem",
        "org.sanalpos.hub.security",
        "org.sanalpos.hub.settings",
        "org.sanalpos.hub.virtualpos"
    })
    static class Application {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        BankCatalogue catalogue() {
            return new BankCatalogue(List.of(halkbank(), papara()));
        }

        @Bean
        ServletRegistrationBean<HttpServlet> payments() {
            return new ServletRegistrationBean<>(new Echo(), "/api/v1/payments/*");
        }
    }

    /** Answers with the caller and the body that reach the servlet of the payment routes. */
    private static final class Echo extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Caller caller = (Caller)
                    SecurityContextHolder.getContext().getAuthentication().getPrincipal();
            byte[] body = request.getInputStream().readAllBytes();
            response.setContentType("text/plain");
            response.getWriter().print(caller.keyId() + " " + caller.company() + " " + body.length);
        }
    }

    private static Bank halkbank() {
        return new Bank(
                "halkbank",
                "Halkbank",
                "0012",
                "nestpay",
                EnumSet.allOf(OperationType.class),
                EnumSet.of(Secure.NONE, Secure.THREE_D),
                Map.of(
                        Secure.THREE_D,
                        new ThreeDModel(List.of("storeKey"), List.of(), false, false, Set.of("1"), Set.of())),
                new LinkedHashSet<>(List.of("TRY", "USD")),
                12,
                Map.of(
                        "production",
                                Map.of(
                                        "api",
                                        "https://pos.halkbank.example/api",
                                        "threeDGate",
                                        "https://pos.halkbank.example/gate"),
                        "sandbox", Map.of("api", "/sandbox/halkbank")),
                List.of(
                        new CredentialField(
                                "clientId",
                                Map.of("tr", "Mağaza numarası", "en", "Store number"),
                                true,
                                false,
                                "[0-9]{1,15}"),
                        new CredentialField(
                                "username", Map.of("tr", "API kullanıcısı", "en", "API user"), true, false, null),
                        new CredentialField(
                                "password", Map.of("tr", "API şifresi", "en", "API password"), true, true, null),
                        new CredentialField(
                                "storeKey", Map.of("tr", "3D anahtarı", "en", "Store key"), false, true, null)),
                new Bank.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                Map.of(),
                new Bank.Limits(new BigDecimal("0.01"), null, Set.of("TRY"), EnumSet.of(OperationType.SALE)),
                new Bank.Reversal(ZoneId.of("Europe/Istanbul"), LocalTime.MIDNIGHT, true, Set.of(), Set.of()),
                Bank.Recovery.DEFAULT,
                new Bank.Check(Set.of(), Set.of(), Set.of(), List.of()),
                Map.of(),
                new Bank.Notes(List.of(), List.of(), List.of()));
    }

    private static Bank papara() {
        return new Bank(
                "papara",
                "Papara",
                "0829",
                "made-up",
                Set.of(OperationType.SALE),
                Set.of(Secure.NONE),
                Map.of(),
                Set.of("EUR"),
                1,
                Map.of("test", Map.of("api", "https://test.papara.example/")),
                List.of(new CredentialField("secret", Map.of("tr", "Gizli anahtar"), true, true, null)),
                new Bank.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60)),
                Map.of(),
                new Bank.Limits(new BigDecimal("0.01"), null, Set.of("TRY"), EnumSet.of(OperationType.SALE)),
                new Bank.Reversal(ZoneId.of("Europe/Istanbul"), LocalTime.MIDNIGHT, true, Set.of(), Set.of()),
                Bank.Recovery.DEFAULT,
                new Bank.Check(Set.of(), Set.of(), Set.of(), List.of()),
                Map.of(),
                new Bank.Notes(List.of(), List.of(), List.of()));
    }
}
