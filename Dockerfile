# The image holds Node itself: no build step, no npm at run time, and signals reach the program.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
WORKDIR /app
# All interfaces of the container: the page answers once WEB_PASSWORD is set (docker run -e WEB_PASSWORD=…).
ENV NODE_ENV=production HOST=0.0.0.0 DATABASE_URL=file:/data/rsis.db
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY adapters adapters
COPY prompts prompts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=10s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
