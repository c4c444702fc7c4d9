package org.sanalpos.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Before anything writes to it, the migration included. */
    @Bean
    static BeanPostProcessor oneWriterOfTheHubsDatabase() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool ? OneWriterDatabase.whereNeeded(pool) : bean;
            }
        };
    }
}
