package org.sanalpos.hub.settings;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says on one line of the error output which setting keeps the hub from starting and what was expected of it. What is not the
 * fault of a setting is left to Spring Boot's own report. A setting's value is never shown: it may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartupProblems implements SpringBootExceptionReporter {
    private static final String DATABASE = "SPRING_DATASOURCE_URL";
    private static final List<String> NO_CONNECTION =
            List.of("FlywaySqlUnableToConnectToDbException", "CannotGetJdbcConnectionException");
    private static final List<String> NO_DATASOURCE = List.of("DataSourceBeanCreationException");
    private static final Map<Class<?>, String> EXPECTED = Map.of(
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            Duration.class, "a duration such as 10s");

    private final ConfigurableApplicationContext context;

    /** @param context the context that failed; null when the failure came before there was one */
    StartupProblems(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> line = line(causes(failure));
        line.ifPresent(text -> System.err.println("Sanal POS Hub cannot start: " + oneLine(text)));
        return line.isPresent();
    }

    private Optional<String> line(List<Throwable> causes) {
        return first(causes, SettingProblem.class)
                .map(Throwable::getMessage)
                .or(() -> first(causes, BindException.class).map(StartupProblems::unreadable))
                .or(() -> first(causes, InvalidConfigurationPropertyValueException.class)
                        .map(StartupProblems::invalid))
                .or(() -> first(causes, PortInUseException.class)
                        .map(used -> "SERVER_PORT: port " + used.getPort() + " is in use, expected a free one"))
                .or(() -> database(causes));
    }

    private Optional<String> database(List<Throwable> causes) {
        if (causes.stream().anyMatch(named(NO_DATASOURCE)) || causes.stream().anyMatch(StartupProblems::isNoJdbcUrl)) {
            return Optional.of(DATABASE + ": expected a URL such as jdbc:postgresql://host:5432/database");
        }
        SQLException reason = first(causes, SQLException.class).orElse(null);
        if (reason == null || !(causes.stream().anyMatch(named(NO_CONNECTION)) || isConnection(reason))) {
            return Optional.empty();
        }
        String url = url();
        if (url.startsWith("jdbc:h2:file:")) {
            return Optional.of("SANALPOS_HOME: cannot open the database there: " + reason.getMessage());
        }
        String state = String.valueOf(reason.getSQLState());
        return Optional.of(
                state.startsWith("28")
                        ? DATABASE + ": " + url + " refuses the log-in, check SPRING_DATASOURCE_USERNAME and"
                                + " SPRING_DATASOURCE_PASSWORD: " + reason.getMessage()
                        : DATABASE + ": cannot connect to " + url + ": " + reason.getMessage());
    }

    private String url() {
        Environment environment = context == null ? null : context.getEnvironment();
        String url = environment == null ? null : environment.getProperty("spring.datasource.url");
        // A password may be among the parameters, or before the host.
        return url == null ? "the database" : url.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//");
    }

    private static String unreadable(BindException unreadable) {
        Class<?> type = unreadable.getTarget().getType().toClass();
        Origin origin = unreadable.getProperty() == null
                ? null
                : unreadable.getProperty().getOrigin();
        String setting = origin instanceof SystemEnvironmentOrigin environment
                ? environment.getProperty()
                : setting(unreadable.getName().toString());
        return setting + ": is not readable, expected " + expected(type);
    }

    private static String invalid(InvalidConfigurationPropertyValueException invalid) {
        String type = String.valueOf(invalid.getReason()).replaceAll(".*Failed to convert to type (\\S+).*", "$1");
        return EXPECTED.entrySet().stream()
                .filter(known -> known.getKey().getName().equals(type))
                .findFirst()
                .map(known -> setting(invalid.getName()) + ": is not readable, expected " + known.getValue())
                .orElseGet(() -> setting(invalid.getName()) + ": " + invalid.getReason());
    }

    private static String expected(Class<?> type) {
        return type.isEnum()
                ? "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(value -> value.toString().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                : EXPECTED.getOrDefault(type, "a value of type " + type.getSimpleName());
    }

    // The environment's name of a property: sanalpos.master-key is SANALPOS_MASTER_KEY.
    private static String setting(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    // Classes 08 (connection), 28 (log-in) and 3D (no such database) of SQLSTATE.
    private static boolean isConnection(SQLException reason) {
        return String.valueOf(reason.getSQLState()).matches("(08|28|3D).*");
    }

    private static boolean isNoJdbcUrl(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof IllegalArgumentException && message.matches(".*must start with .jdbc.")
                || message.startsWith("Driver ") && message.contains("claims to not accept jdbcUrl");
    }

    private static Predicate<Throwable> named(List<String> names) {
        return cause -> names.contains(cause.getClass().getSimpleName());
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
