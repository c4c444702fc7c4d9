window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '../api/v1/openapi.yaml',
    dom_id: '#swagger-ui',
    deepLinking: true,
    validatorUrl: null,
  });
});
