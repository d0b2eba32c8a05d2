package com.plugsky.config;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each group of settings as a bean, so that a class asks only for what it reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class SettingsBeans {

    @Bean
    ServerSettings serverSettings(Settings all) {
        return all.server();
    }

    @Bean
    AccessSettings accessSettings(Settings all) {
        return all.access();
    }

    @Bean
    FleetSettings fleetSettings(Settings all) {
        return all.fleet();
    }

    @Bean
    ContractSettings contractSettings(Settings all) {
        return all.contract();
    }

    @Bean
    LimitSettings limitSettings(Settings all) {
        return all.limits();
    }

    @Bean
    EngineSettings engineSettings(Settings all) {
        return all.engine();
    }

    @Bean
    UpstreamSettings upstreamSettings(Settings all) {
        return all.upstream();
    }

    @Bean
    DispatchSettings dispatchSettings(Settings all) {
        return all.dispatch();
    }

    @Bean
    StreamSettings streamSettings(Settings all) {
        return all.stream();
    }

    @Bean
    IdempotencySettings idempotencySettings(Settings all) {
        return all.idempotency();
    }

    @Bean
    LogSettings logSettings(Settings all) {
        return all.log();
    }

    @Bean
    ObserveSettings observeSettings(Settings all) {
        return all.observe();
    }

    @Bean
    WarmupSettings warmupSettings(Settings all) {
        return all.warmup();
    }
}
