package org.sanalpos.hub;

import java.time.Clock;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.component.servlet.ServletComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesLoader;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.intake.rest.RestHeaders;
import org.sanalpos.hub.mapping.BankCatalogue;
import org.sanalpos.hub.mapping.BankMappings;
import org.sanalpos.hub.mapping.MappingLoader;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.MicrosecondClock;
import org.sanalpos.hub.settings.PackedFiles;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the features share: the clock, the mappings and the routes. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubSettings.class)
class HubConfiguration {
    private static final String BEANS = "bean";

    @Bean
    Clock clock() {
        return new MicrosecondClock(Clock.systemUTC());
    }

    @Bean
    SteadyTime steadyTime() {
        return new SteadyTime(System::nanoTime);
    }

    @Bean
    BankMappings bankMappings(PackedFiles files, Clock clock) {
        return new MappingLoader(files, clock).load();
    }

    @Bean
    BankCatalogue bankCatalogue(BankMappings mappings) {
        return mappings.catalogue();
    }

    /** Camel answers below the payments' address; everything else is Spring MVC's. */
    @Bean
    ServletRegistrationBean<CamelHttpTransportServlet> camelServlet(ObjectProvider<CamelContext> camel) {
        ServletRegistrationBean<CamelHttpTransportServlet> registration =
                new ServletRegistrationBean<>(new PaymentsServlet(camel), "/api/v1/payments/*");
        // Camel keeps servlets by name for the whole process; a name of its own lets several hubs live in one.
        registration.setName("CamelServlet-" + UUID.randomUUID());
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean("servlet")
    ServletComponent servletComponent(ServletRegistrationBean<CamelHttpTransportServlet> camelServlet) {
        ServletComponent component = new ServletComponent();
        component.setServletName(camelServlet.getServletName());
        component.setHeaderFilterStrategy(new RestHeaders());
        return component;
    }

    /** Loads the packed routes, each replaced by the file of the same name on disk where there is one. */
    @Bean
    CamelContextConfiguration routes(PackedFiles files) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                keepNoBodies(context);
                RoutesLoader loader = PluginHelper.getRoutesLoader(context);
                for (PackedFiles.PackedFile file : files.list("routes", ".camel.yaml")) {
                    try {
                        Resource resource = ResourceHelper.fromBytes(
                                file.name(), file.resource().getContentAsByteArray());
                        loader.loadRoutes(resource);
                    } catch (Exception e) {
                        throw new SettingProblem(file.name(), "is not a route: " + e.getMessage());
                    }
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }

    private static void keepNoBodies(CamelContext context) {
        context.removeComponent(BEANS);
        context.addComponent(BEANS, new ForgetfulBeans());
    }

    /**
     * The component behind {@code ${body.…}} in a route. Its cache would keep the last thousand bodies themselves beside what it found out about
     * their class, and a body may hold a card. Camel sets the size of the cache to its default when it takes the component, so that a setter alone
     * does not turn it off.
     */
    private static final class ForgetfulBeans extends BeanComponent {
        private ForgetfulBeans() {
            super.setBeanInfoCacheSize(0);
        }

        @Override
        public void setBeanInfoCacheSize(int size) {
            super.setBeanInfoCacheSize(0);
        }
    }
}
