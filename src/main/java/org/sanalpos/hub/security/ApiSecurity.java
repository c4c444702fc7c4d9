package org.sanalpos.hub.security;

import static org.sanalpos.hub.security.KeyRules.operator;
import static org.sanalpos.hub.security.KeyRules.scopes;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sanalpos.hub.problem.HttpProblems;
import org.sanalpos.hub.problem.ProblemWriter;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Which key may do what, by method and path. What is not listed here is refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubSettings.class)
class ApiSecurity {
    private static final String API = "/api/v1";

    /** What a bank's callback may have, bytes: a form of some kilobytes, with signatures and certificates of a few more. */
    private static final int LARGEST_CALLBACK = 256 * 1024;

    @Bean
    AuthenticationManager apiKeyAuthentication(ApiKeys keys, RequestRates rates) {
        return request -> {
            try {
                String key = ((BearerTokenAuthenticationToken) request).getToken();
                boolean flooded = request.getDetails() instanceof WebAuthenticationDetails from
                        && rates.exhausted(from.getRemoteAddress());
                return Optional.of(key)
                        .filter(sent -> !flooded || keys.listed(sent))
                        .flatMap(keys::authenticate)
                        .map(caller -> new ApiKeyAuthentication(caller.from(address(request))))
                        .orElseThrow(() -> new InvalidBearerTokenException("The API key is not valid"));
            } catch (DataAccessException away) {
                throw new AuthenticationServiceException("The API key cannot be looked up", away);
            }
        };
    }

    private static String address(Authentication request) {
        return request.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : null;
    }

    @Bean
    @Order(1)
    SecurityFilterChain threeDFilters(HttpSecurity http) {
        return page(http.securityMatcher("/3ds/**"))
                .addFilterAfter(new RequestSizeFilter(LARGEST_CALLBACK), AuthorizationFilter.class)
                .build();
    }

    /** The sandbox's banks read their requests themselves, up to a limit of their own; without the sandbox nobody reads here. */
    @Bean
    @Order(2)
    SecurityFilterChain sandboxFilters(HttpSecurity http) {
        return page(http.securityMatcher("/sandbox/**", "/shop/**")).build();
    }

    /** What browsers of strangers come to: no key, and each page says itself who may frame it and what may run on it. */
    private static HttpSecurity page(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::disable)
                        .referrerPolicy(referrer -> {})
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false)))
                .authorizeHttpRequests(at -> at.anyRequest().permitAll());
    }

    @Bean
    SecurityFilterChain apiFilters(
            HttpSecurity http, AuthenticationManager keys, RequestRates rates, HubSettings settings) {
        AuthenticationEntryPoint refusal = (request, response, refused) -> {
            long pause = rates.refusalPause(request.getRemoteAddr());
            if (pause > 0) {
                KeyRateFilter.tooMany(
                        response, pause, "Too many requests without a valid API key came from your address");
            } else {
                unauthorized(request, response, refused);
            }
        };
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                        .referrerPolicy(referrer -> {})
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false)))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(refusal).accessDeniedHandler(ApiSecurity::forbidden))
                .authorizeHttpRequests(ApiSecurity::rules)
                .addFilterBefore(bearerKeys(keys, refusal), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new KeyRateFilter(rates), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new RequestSizeFilter(settings.limits().requestBytes()), AuthorizationFilter.class)
                .addFilterAfter(new QueryFilter(), RequestSizeFilter.class)
                .build();
    }

    // The filter alone, and not the whole resource server, which would publish metadata of an authorization server.
    private static BearerTokenAuthenticationFilter bearerKeys(
            AuthenticationManager keys, AuthenticationEntryPoint refusal) {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(keys);
        filter.setAuthenticationEntryPoint(refusal);
        return filter;
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry at) {
        // The container's own second look at a request that failed; an include where a part of the answer is out.
        at.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.INCLUDE).permitAll();
        at.requestMatchers(API + "/openapi.yaml", API + "/schema.xsd", "/docs/**")
                .permitAll();
        at.requestMatchers("/actuator/health/**", "/actuator/prometheus").permitAll();
        read(at, API + "/keys", (authentication, context) -> new AuthorizationDecision(true));
        at.requestMatchers(API + "/keys/**").access(operator(Scope.DEFINITIONS_WRITE));
        payments(at);
        read(at, API + "/recoveries/**", scopes(Scope.PAYMENTS_READ));
        at.requestMatchers(API + "/recoveries/**").access(scopes(Scope.RECONCILIATION_WRITE));
        at.requestMatchers(API + "/collections/**").access(scopes(Scope.REPORTS_READ));
        // It tells of definitions and of payments.
        read(at, API + "/audit/**", scopes(Scope.DEFINITIONS_READ, Scope.PAYMENTS_READ));
        read(at, API + "/webhooks/**", scopes(Scope.PAYMENTS_READ));
        at.requestMatchers(API + "/webhooks/**").access(scopes(Scope.PAYMENTS_WRITE));
        read(at, API + "/virtual-pos/**", scopes(Scope.DEFINITIONS_READ));
        at.requestMatchers(API + "/virtual-pos/**").access(scopes(Scope.DEFINITIONS_WRITE));
        for (String path : new String[] {API + "/companies/**", API + "/api-keys/**", API + "/secrets/**"}) {
            read(at, path, operator(Scope.DEFINITIONS_READ));
            at.requestMatchers(path).access(operator(Scope.DEFINITIONS_WRITE));
        }
        at.requestMatchers(API + "/**").authenticated();
        at.anyRequest().denyAll();
    }

    private static void payments(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry at) {
        String payment = API + "/payments/*";
        read(at, API + "/payments/**", scopes(Scope.PAYMENTS_READ));
        at.requestMatchers(HttpMethod.POST, API + "/payments", payment + "/captures")
                .access(scopes(Scope.PAYMENTS_WRITE));
        at.requestMatchers(HttpMethod.POST, payment + "/refunds", payment + "/voids")
                .access(scopes(Scope.REFUNDS_WRITE));
        at.requestMatchers(HttpMethod.POST, payment + "/sync").access(scopes(Scope.PAYMENTS_READ));
        // Whatever other spelling of a path a router may take for one of the above needs all that they need.
        at.requestMatchers(API + "/payments/**")
                .access(scopes(Scope.PAYMENTS_WRITE, Scope.REFUNDS_WRITE, Scope.PAYMENTS_READ));
    }

    private static void read(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry at,
            String path,
            AuthorizationManager<RequestAuthorizationContext> rule) {
        at.requestMatchers(HttpMethod.GET, path).access(rule);
        at.requestMatchers(HttpMethod.HEAD, path).access(rule);
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        boolean sent = refused instanceof OAuth2AuthenticationException;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer");
        String detail = sent
                ? "The API key is unknown, malformed or revoked"
                : "Send an API key as 'Authorization: Bearer <key>'";
        if (sent) {
            RefusedAttempts.unauthorized(request, detail);
        }
        ProblemWriter.write(response, HttpProblems.of(HttpStatus.UNAUTHORIZED, detail));
    }

    private static void forbidden(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
        String detail = refused instanceof AuthorizationDeniedException denied
                        && denied.getAuthorizationResult() instanceof KeyRules.Decision decision
                ? decision.reason()
                : "No key may do this";
        RefusedAttempts.forbidden(request, detail);
        ProblemWriter.write(response, HttpProblems.of(HttpStatus.FORBIDDEN, detail));
    }
}
