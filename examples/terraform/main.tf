# The authorizer for an HTTP API that you have. Beside this file: zuplo-authorizer.zip (npm run package). In your
# routes: authorization_type = "CUSTOM", authorizer_id = aws_apigatewayv2_authorizer.zuplo.id

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.22"
    }
  }
}

variable "issuer" {
  description = "https://<deployment>.zuplo.app/__zuplo/issuer"
  type        = string
}

variable "audience" {
  type = string
}

variable "api_id" {
  description = "id of an aws_apigatewayv2_api"
  type        = string
}

data "aws_apigatewayv2_api" "api" {
  api_id = var.api_id
}

resource "aws_iam_role" "authorizer" {
  name_prefix = "zuplo-authorizer-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action    = "sts:AssumeRole"
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "authorizer" {
  name              = "/aws/lambda/zuplo-authorizer"
  retention_in_days = 30
}

resource "aws_iam_role_policy" "logs" {
  role = aws_iam_role.authorizer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Effect   = "Allow"
      Resource = "${aws_cloudwatch_log_group.authorizer.arn}:*"
    }]
  })
}

resource "aws_lambda_function" "authorizer" {
  function_name    = "zuplo-authorizer"
  filename         = "${path.module}/zuplo-authorizer.zip"
  source_code_hash = filebase64sha256("${path.module}/zuplo-authorizer.zip")
  handler          = "index.handler"
  runtime          = "nodejs24.x"
  architectures    = ["arm64"]
  memory_size      = 512
  timeout          = 5
  role             = aws_iam_role.authorizer.arn

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    system_log_level      = "WARN"
    log_group             = aws_cloudwatch_log_group.authorizer.name
  }

  environment {
    variables = {
      ISSUER   = var.issuer
      AUDIENCE = var.audience
    }
  }
}

resource "aws_apigatewayv2_authorizer" "zuplo" {
  api_id                            = var.api_id
  name                              = "zuplo"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = false
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_result_ttl_in_seconds  = 0
}

resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${data.aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.zuplo.id}"
}

output "authorizer_id" {
  value = aws_apigatewayv2_authorizer.zuplo.id
}
